#+ focus: article/essai/event/statement
#+ shape: Roles
DELETE WHERE { GRAPH <graph/essai> { <article/essai/event/statement> cg:agent ?speaker . <article/essai/event/statement/agent/0> cg:filler ?filler } } ;
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/statement> cg:agent <place/geonames/2449066> . <article/essai/event/statement/agent/0> cg:filler <place/geonames/2449066> } }
