"""What the worker process asks of PDFium. It loads this package by itself, without the rest of the library."""
