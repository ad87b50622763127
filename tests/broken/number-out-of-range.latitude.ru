#+ focus: place/geonames/2449066
#+ shape: Place
DELETE WHERE { GRAPH <graph/reference> { <place/geonames/2449066> wgs:lat ?lat . <place/geonames/2449066#point> geo:asWKT ?wkt } } ;
INSERT DATA { GRAPH <graph/reference> { <place/geonames/2449066> wgs:lat 116.5 . <place/geonames/2449066#point> geo:asWKT "POINT(-3.00742 116.5)"^^geo:wktLiteral } }
