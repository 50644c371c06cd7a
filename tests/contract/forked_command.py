"""`python forked_command.py SOCKET ARGUMENT…` is `summarizer ARGUMENT…` in a process forked by `tests.batch.forked.serve`.

It has the streams, the folder and the environment of here, and its exit code is that of here.
"""

import json
import os
import socket
import sys

if __name__ == "__main__":
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(sys.argv[1])
        socket.send_fds(server, [b"\n"], [0, 1, 2])
        server.sendall(json.dumps([sys.argv[2:], os.getcwd(), dict(os.environ)]).encode())
        server.shutdown(socket.SHUT_WR)
        ended = server.recv(1)
    sys.exit(ended[0] if ended else "forked_command: the process ended without an exit code")
