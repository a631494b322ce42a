from .. import GeometryUnavailable


class BaseGeometry:
    def __init__(self, *_args, **_kwargs):
        raise GeometryUnavailable()


class Point(BaseGeometry):
    pass


class LineString(BaseGeometry):
    pass


class Polygon(BaseGeometry):
    pass


class MultiPoint(BaseGeometry):
    pass


class MultiLineString(BaseGeometry):
    pass


class MultiPolygon(BaseGeometry):
    pass


class GeometryCollection(BaseGeometry):
    pass
