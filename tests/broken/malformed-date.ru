#+ focus: article/essai/event/killing
#+ shape: Dated
DELETE WHERE { GRAPH <graph/essai> { <article/essai/event/killing> cg:date ?date } } ;
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/killing> cg:date "2024-11" } }
