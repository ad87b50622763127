#+ focus: article/essai/event/delivery
#+ shape: none
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/delivery> a cg:Delivery } }
