"""Stands in for shapely: the document store imports it at start, and only geospatial queries, which are never made, use it."""


class GeometryUnavailable(NotImplementedError):
    def __init__(self, *_args, **_kwargs):
        super().__init__("geospatial queries are not available on the embedded document store")
