#+ focus: article/essai/event/decision
#+ shape: none
DELETE WHERE { GRAPH <graph/essai> { <article/essai/event/decision> cg:date ?date } } ;
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/decision> cg:date "2024-11-20"^^xsd:date } }
