#+ focus: article/essai/event/killing
#+ shape: Dated
DELETE WHERE { GRAPH <graph/essai> { <article/essai/event/killing> cg:earliest ?day ; cg:date ?date } } ;
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/killing> cg:earliest "2024-12-02"^^xsd:date } }
