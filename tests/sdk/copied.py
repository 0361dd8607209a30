"""Runs programs that the page gave to copy, as they are but for where the cloud is.

Reads PORT from the environment, and from standard input a JSON list of programs. Prints a line for each: what it
printed, or the status that refused it.
"""

import contextlib
import io
import json
import os
import re
import socket
import sys

from huaweicloudsdkcore.exceptions.exceptions import ServiceResponseException

find_address = socket.getaddrinfo
socket.getaddrinfo = lambda host, *rest, **named: find_address("127.0.0.1", *rest, **named)

for program in json.load(sys.stdin):
    there = re.sub(r"https://([a-z0-9.-]+)", rf"http://\1:{os.environ['PORT']}", program)
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(there, "copied", "exec"), {})
        print("done", json.dumps(printed.getvalue()))
    except ServiceResponseException as refusal:
        print("refused", refusal.status_code, refusal.error_code)
