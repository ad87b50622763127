#+ focus: article/essai/event/delivery
#+ shape: Event
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/delivery> a cg:Commitment } }
