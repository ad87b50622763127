#+ focus: actor/state/ML
#+ shape: Code
DELETE WHERE { GRAPH <graph/reference> { <actor/state/ML> cg:isoCode ?code } } ;
INSERT DATA { GRAPH <graph/reference> { <actor/state/ML> cg:isoCode "Mali" } }
