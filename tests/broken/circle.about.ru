#+ focus: article/essai/event/decision
#+ shape: none
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/decision> cg:about <article/essai/event/decision> ; cg:participation <article/essai/event/decision/about/2> . <article/essai/event/decision/about/2> a cg:Participation ; cg:role cg:about ; cg:filler <article/essai/event/decision> ; cg:mention <article/essai#char=0,4> ; cg:basis cg:inference ; cg:confidence 0.5 } }
