#+ focus: article/essai/claim/1
#+ shape: Claim
INSERT DATA { GRAPH <graph/essai> { <article/essai/claim/1> cg:about <article/essai/event/delivery> } }
