#+ focus: article/essai/event/killing
#+ shape: Dated
DELETE WHERE { GRAPH <graph/essai> { <article/essai/event/killing> cg:dateBasis ?basis } }
