from stock.web import app

__all__ = ["app"]
