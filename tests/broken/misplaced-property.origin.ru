#+ focus: article/essai/event/delivery
#+ shape: ParticipationOnly
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/delivery> cg:origin <actor/state/UA> } }
