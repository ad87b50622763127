#+ focus: article/essai/event/delivery
#+ shape: StatementOnly
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/delivery> cg:speechAct cg:say } }
