"""A small copy of the service that docs/operating.md describes: nginx and replicas of the dashboard, all on loopback.

Everything lies in one folder, and is started from what an operator starts: `deploy/nginx/install`, the service's unit,
its file of settings. Without systemd, which would need to be the machine's first process.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from benchmarks.processes import ROOT, free_port

NAME = "crime.example.org"
UNIT = ROOT / "deploy" / "systemd" / "london-crime.service"
INSTALL = ROOT / "deploy" / "nginx" / "install"
# Seconds within which a replica is ready on a busy machine, and those that a stop may take (the unit's limit).
PATIENCE, STOPPING = 900.0, 30.0
# What Debian's nginx.conf says, with every path in one folder.
NGINX = """user root;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
worker_processes 2;
worker_rlimit_nofile 8192;
events {{ worker_connections 2048; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    default_type application/octet-stream;
    include {folder}/etc/nginx/conf.d/*.conf;
}}
"""


def nginx_program() -> str | None:
    """Where nginx is; Debian keeps it off the path of those who are not root."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def settings_of(text: str) -> dict[str, str]:
    """The variables of a file of settings as systemd reads one: NAME=VALUE a line."""
    lines = (line.strip() for line in text.splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name: value.strip().strip('"') for name, _, value in pairs}


def service_command(port: int) -> list[str]:
    """What the unit starts, with this interpreter and on another port of loopback."""
    (line,) = re.findall(r"^ExecStart=(.+)$", UNIT.read_text(encoding="utf-8"), re.MULTILINE)
    program, *arguments = shlex.split(line)
    if not program.endswith("/bin/uvicorn"):
        raise RuntimeError(f"{UNIT.name} starts {program}")
    for option, value in (("--port", str(port)), ("--host", "127.0.0.1")):
        arguments[arguments.index(option) + 1] = value
    return [sys.executable, "-m", "uvicorn", *arguments]


class ToThisMachine(httpx2.HTTPTransport):
    """Sends requests for the service's name to loopback, as its DNS entry would."""

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """httpx2's interface."""
        # Another request, for the cookies belong to the name.
        here = httpx2.Request(
            request.method, request.url.copy_with(host="127.0.0.1"), headers=request.headers, stream=request.stream,
            extensions={**request.extensions, "sni_hostname": NAME},
        )  # fmt: skip
        return super().handle_request(here)


@dataclass
class Replica:
    """One process of the dashboard, which can be started again. `command` starts it; by default the unit's."""

    port: int
    folder: Path
    environment: Mapping[str, str]
    command: list[str] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it; it is not ready yet."""
        self.folder.mkdir(parents=True, exist_ok=True)
        environment = {**os.environ, **self.environment, "LONDON_CRIME_VAR": str(self.folder)}
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command or service_command(self.port),
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def is_ready(self) -> bool:
        """Whether it says that requests may come."""
        try:
            with urllib.request.urlopen(f"http://{self.address}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.HTTPError, OSError):
            return False

    def wait_until_ready(self) -> float:
        """Seconds until it was ready. Raises RuntimeError, with its log, where it is not in time."""
        began = time.monotonic()
        while not self.is_ready():
            has_ended = self.process is None or self.process.poll() is not None
            if has_ended or time.monotonic() - began > PATIENCE:
                text = (self.folder / "log").read_text(encoding="utf-8", errors="replace")
                raise RuntimeError(f"{self.address} is not ready:\n{text[-4000:]}")
            time.sleep(0.3)
        return time.monotonic() - began

    def kill(self) -> None:
        """As a power cut would: kill -9."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def stop(self) -> float:
        """As systemd stops it; the seconds that it took. Raises TimeoutExpired beyond the unit's limit."""
        began = time.monotonic()
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(STOPPING)
        return time.monotonic() - began


@dataclass
class ReplicaSet:
    """nginx before some replicas. `environment` is what `london-crime.env` says."""

    folder: Path
    environment: Mapping[str, str]
    size: int = 3
    http: int = field(default_factory=free_port)
    https: int = field(default_factory=free_port)
    replicas: list[Replica] = field(default_factory=list)
    proxy: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        for name in ("body", "proxy", "fastcgi", "uwsgi", "scgi", "certificate", "etc/nginx"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        (self.folder / "etc/nginx/nginx.conf").write_text(NGINX.format(folder=self.folder), encoding="utf-8")
        self.replicas = [
            Replica(free_port(), self.folder / f"replica-{n}", {**self.environment, "LONDON_CRIME_URL": self.address})
            for n in range(self.size)
        ]

    @property
    def address(self) -> str:
        """Where readers come: the name does not resolve, so a client must be told that it is this machine."""
        return f"https://{NAME}:{self.https}"

    def trusted(self) -> ssl.SSLContext:
        """What trusts the service's certificate."""
        return ssl.create_default_context(cafile=str(self.folder / "certificate" / "fullchain.pem"))

    def reader(self) -> httpx2.Client:
        """Somebody who comes by way of nginx."""
        return httpx2.Client(base_url=self.address, transport=ToThisMachine(verify=self.trusted()), timeout=120)

    def nginx_settings(self, *down: Replica) -> dict[str, str]:
        """What `deploy/nginx/install` is told, with some replicas taken out."""
        lines = [f"{replica.address}{'=down' if replica in down else ''}" for replica in self.replicas]
        return {
            "NAME": NAME, "REPLICAS": " ".join(lines), "ETC": str(self.folder / "etc"),
            "HTTP": f"127.0.0.1:{self.http}", "HTTPS": f"127.0.0.1:{self.https}", "HSTS": "31536000",
            "CACHE": str(self.folder / "cache"), "CERTIFICATE": str(self.folder / "certificate"),
            "LOG": str(self.folder / "access.log"), "NGINX": nginx_program() or "nginx",
        }  # fmt: skip

    def certify(self) -> None:
        """A certificate of our own for an hour or so."""
        files = [str(self.folder / "certificate" / name) for name in ("privkey.pem", "fullchain.pem")]
        subprocess.run(
            [shutil.which("openssl") or "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
             "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", files[0], "-out", files[1]],
            check=True, capture_output=True,
        )  # fmt: skip

    def install(self, *down: Replica) -> None:
        """Write nginx's configuration as an operator does, and have a running nginx take it."""
        environment = {**os.environ, **self.nginx_settings(*down)}
        subprocess.run([str(INSTALL)], env=environment, check=True, capture_output=True, text=True)
        if self.proxy is not None:
            self.nginx("-s", "reload")
            time.sleep(0.5)

    def nginx(self, *arguments: str) -> None:
        """Run nginx's program on this configuration."""
        command = [nginx_program() or "nginx", "-c", str(self.folder / "etc/nginx/nginx.conf"), *arguments]
        subprocess.run(command, check=True, capture_output=True)

    def start(self, *absent: Replica) -> None:
        """Start nginx and replicas, save those that come later, and wait until they are ready.

        The configuration must have been installed.
        """
        started = [replica for replica in self.replicas if replica not in absent]
        for replica in started:
            replica.start()
        command = [nginx_program() or "nginx", "-c", str(self.folder / "etc/nginx/nginx.conf"), "-g", "daemon off;"]
        self.proxy = subprocess.Popen(command)
        for replica in started:
            replica.wait_until_ready()

    def close(self) -> None:
        """Stop everything that was started."""
        started = [process for process in (self.proxy, *(r.process for r in self.replicas)) if process is not None]
        for process in started:
            process.terminate()
        for process in started:
            try:
                process.wait(STOPPING)
            except subprocess.TimeoutExpired:
                process.kill()
