#+ focus: article/essai/event/killing
#+ shape: Occurrence
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/killing> a cg:Occurrence } }
