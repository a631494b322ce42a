class GEOSException(Exception):
    pass
