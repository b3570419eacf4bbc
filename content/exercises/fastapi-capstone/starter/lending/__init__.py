from lending.web import app

__all__ = ["app"]
