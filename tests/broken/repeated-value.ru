#+ focus: article/essai/event/decision
#+ shape: Event
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/decision> cg:polarity cg:negative } }
