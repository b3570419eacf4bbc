# Read by gunicorn from the directory it is started in.
bind = "0.0.0.0:8000"
worker_class = "asgi"
accesslog = "-"
# What a stop waits for: the requests that are under way.
graceful_timeout = 8
