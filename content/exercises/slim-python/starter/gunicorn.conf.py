# Read by gunicorn from the directory it is started in.
bind = "0.0.0.0:8000"
workers = 2
accesslog = "-"
