#+ focus: article/essai/weapon/mines
#+ shape: Weapon
#+ also: missing-mention
DELETE WHERE { GRAPH <graph/essai> { <article/essai/weapon/mines> skos:broader ?above } }
