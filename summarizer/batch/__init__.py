"""Batch: many documents in, one line of JSON for each out, nothing lost and nothing done twice.

- `inputs`: files, folders, globs and JSONL become items, one at a time;
- `work`: what is done with one item;
- `pool`: the same in several processes, for the offline engine;
- `journal`: the output file, which is also the record of what is done;
- `bounds`: what the user allows, and what was spent;
- `limits`, `rates`: the gate that keeps to it;
- `progress`: what the user sees meanwhile.
"""
