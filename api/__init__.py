"""The open-data API: figures over HTTP, thin over analytics. `api.app.app` is what a server mounts."""
