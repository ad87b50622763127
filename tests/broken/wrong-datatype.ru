#+ focus: article/essai/event/killing
#+ shape: Event
DELETE DATA { GRAPH <graph/essai> { <article/essai/event/killing> cg:killed 2 } } ;
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/killing> cg:killed "deux" } }
