#+ focus: article/essai/event/statement
#+ shape: ClaimOnly
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/statement> cg:stance cg:asserts } }
