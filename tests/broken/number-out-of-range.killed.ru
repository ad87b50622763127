#+ focus: article/essai/event/killing
#+ shape: Event
DELETE WHERE { GRAPH <graph/essai> { <article/essai/event/killing> cg:killed ?number } } ;
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/killing> cg:killed -2 } }
