//! The publications that methods cite, in full.

/// Short form, as a [`Method`](crate::result::Method) gives it, and the full entry.
const ENTRIES: &[(&str, &str)] = &[
    (
        "Bailey, Strezhnev & Voeten 2017",
        "Bailey, M. A., Strezhnev, A. and Voeten, E. (2017). Estimating dynamic state preferences from United Nations \
         voting data. Journal of Conflict Resolution 61(2), 430-456.",
    ),
    ("Batagelj 2003", "Batagelj, V. (2003). Efficient algorithms for citation network analysis. arXiv cs/0309023."),
    (
        "Clinton, Jackman & Rivers 2004",
        "Clinton, J., Jackman, S. and Rivers, D. (2004). The statistical analysis of roll call data. \
         American Political Science Review 98(2), 355-370.",
    ),
    (
        "Cohen 1960",
        "Cohen, J. (1960). A coefficient of agreement for nominal scales. \
         Educational and Psychological Measurement 20(1), 37-46.",
    ),
    (
        "Cohen 1968",
        "Cohen, J. (1968). Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial \
         credit. Psychological Bulletin 70(4), 213-220.",
    ),
    (
        "Efron & Tibshirani 1993",
        "Efron, B. and Tibshirani, R. J. (1993). An Introduction to the Bootstrap. New York: Chapman & Hall.",
    ),
    (
        "Greene, Doyle & Cunningham 2010",
        "Greene, D., Doyle, D. and Cunningham, P. (2010). Tracking the evolution of communities in dynamic social networks. \
         Proceedings of the International Conference on Advances in Social Networks Analysis and Mining, 176-183.",
    ),
    (
        "Häge 2011",
        "Häge, F. M. (2011). Choice or circumstance? Adjusting measures of foreign policy similarity for chance \
         agreement. Political Analysis 19(3), 287-305.",
    ),
    ("Holme & Saramäki 2012", "Holme, P. and Saramäki, J. (2012). Temporal networks. Physics Reports 519(3), 97-125."),
    (
        "Hummon & Doreian 1989",
        "Hummon, N. P. and Doreian, P. (1989). Connectivity in a citation network: the development of DNA theory. Social \
         Networks 11(1), 39-63.",
    ),
    (
        "Imai, Lo & Olmsted 2016",
        "Imai, K., Lo, J. and Olmsted, J. (2016). Fast estimation of ideal points with massive data. \
         American Political Science Review 110(4), 631-656.",
    ),
    (
        "Jaccard 1901",
        "Jaccard, P. (1901). Étude comparative de la distribution florale dans une portion des Alpes et des Jura. \
         Bulletin de la Société Vaudoise des Sciences Naturelles 37, 547-579.",
    ),
    (
        "Kempe, Kleinberg & Kumar 2002",
        "Kempe, D., Kleinberg, J. and Kumar, A. (2002). Connectivity and inference problems for temporal networks. \
         Journal of Computer and System Sciences 64(4), 820-842.",
    ),
    (
        "Krippendorff 2004",
        "Krippendorff, K. (2004). Reliability in content analysis: some common misconceptions and recommendations. \
         Human Communication Research 30(3), 411-433.",
    ),
    (
        "Leifeld 2017",
        "Leifeld, P. (2017). Discourse network analysis: policy debates as dynamic networks. In J. N. Victor, A. H. \
         Montgomery and M. Lubell (eds), The Oxford Handbook of Political Networks. Oxford University Press, 301-325.",
    ),
    (
        "Lijphart 1963",
        "Lijphart, A. (1963). The analysis of bloc voting in the General Assembly: a critique and a proposal. \
         American Political Science Review 57(4), 902-917.",
    ),
    (
        "Liu & Lu 2012",
        "Liu, J. S. and Lu, L. Y. Y. (2012). An integrated approach for main path analysis: development of the Hirsch \
         index as an example. Journal of the American Society for Information Science and Technology 63(3), 528-542.",
    ),
    (
        "Martin & Quinn 2002",
        "Martin, A. D. and Quinn, K. M. (2002). Dynamic ideal point estimation via Markov chain Monte Carlo for the \
         U.S. Supreme Court, 1953-1999. Political Analysis 10(2), 134-153.",
    ),
    (
        "Scott 1955",
        "Scott, W. A. (1955). Reliability of content analysis: the case of nominal scale coding. \
         Public Opinion Quarterly 19(3), 321-325.",
    ),
    (
        "Shannon 1948",
        "Shannon, C. E. (1948). A mathematical theory of communication. Bell System Technical Journal 27, 379-423.",
    ),
    (
        "Signorino & Ritter 1999",
        "Signorino, C. S. and Ritter, J. M. (1999). Tau-b or not tau-b: measuring the similarity of foreign policy \
         positions. International Studies Quarterly 43(1), 115-144.",
    ),
    (
        "Simpson 1943",
        "Simpson, G. G. (1943). Mammals and the nature of continents. American Journal of Science 241(1), 1-31.",
    ),
    (
        "Szymkiewicz 1934",
        "Szymkiewicz, D. (1934). Une contribution statistique à la géographie floristique. \
         Acta Societatis Botanicorum Poloniae 11(3), 249-265.",
    ),
    (
        "Traag, Waltman & van Eck 2019",
        "Traag, V. A., Waltman, L. and van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing well-connected \
         communities. Scientific Reports 9, 5233.",
    ),
    (
        "Wu et al. 2014",
        "Wu, H., Cheng, J., Huang, S., Ke, Y., Lu, Y. and Xu, Y. (2014). Path problems in temporal graphs. \
         Proceedings of the VLDB Endowment 7(9), 721-732.",
    ),
    (
        "Aref, Mason & Wilson 2020",
        "Aref, S., Mason, A. J. and Wilson, M. C. (2020). A modeling and computational study of the \
         frustration index in signed networks. Networks 75(1), 95-110.",
    ),
    (
        "Doreian & Mrvar 1996",
        "Doreian, P. and Mrvar, A. (1996). A partitioning approach to structural balance. Social Networks \
         18(2), 149-168.",
    ),
    (
        "Gómez, Jensen & Arenas 2009",
        "Gómez, S., Jensen, P. and Arenas, A. (2009). Analysis of community structure in networks of \
         correlated data. Physical Review E 80, 016114.",
    ),
    ("Harary 1959", "Harary, F. (1959). On the measurement of structural balance. Behavioral Science 4(4), 316-323."),
    (
        "Hix, Noury & Roland 2005",
        "Hix, S., Noury, A. and Roland, G. (2005). Power to the parties: cohesion and competition in the \
         European Parliament, 1979-2001. British Journal of Political Science 35(2), 209-234.",
    ),
    (
        "Meilă 2007",
        "Meilă, M. (2007). Comparing clusterings: an information based distance. Journal of Multivariate \
         Analysis 98(5), 873-895.",
    ),
    ("Rice 1928", "Rice, S. A. (1928). Quantitative methods in politics. Knopf."),
    (
        "Sokal & Michener 1958",
        "Sokal, R. R. and Michener, C. D. (1958). A statistical method for evaluating systematic \
         relationships. University of Kansas Science Bulletin 38, 1409-1438.",
    ),
    (
        "Sørensen 1948",
        "Sørensen, T. (1948). A method of establishing groups of equal amplitude in plant sociology. \
         Biologiske Skrifter 5(4), 1-34.",
    ),
    (
        "Vinh, Epps & Bailey 2010",
        "Vinh, N. X., Epps, J. and Bailey, J. (2010). Information theoretic measures for clusterings \
         comparison. Journal of Machine Learning Research 11, 2837-2854.",
    ),
    (
        "Ward 1963",
        "Ward, J. H. (1963). Hierarchical grouping to optimize an objective function. Journal of the American \
         Statistical Association 58(301), 236-244.",
    ),
    (
        "Almeida-Neto et al. 2008",
        "Almeida-Neto, M., Guimarães, P., Guimarães, P. R., Loyola, R. D. and Ulrich, W. (2008). A consistent \
         metric for nestedness analysis in ecological systems. Oikos 117(8), 1227-1239.",
    ),
    (
        "Barber 2007",
        "Barber, M. J. (2007). Modularity and community detection in bipartite networks. Physical Review E \
         76, 066102.",
    ),
    (
        "Bonacich 1972",
        "Bonacich, P. (1972). Technique for analyzing overlapping memberships. Sociological Methodology 4, 176-185.",
    ),
    (
        "Salton & Buckley 1988",
        "Salton, G. and Buckley, C. (1988). Term-weighting approaches in automatic text retrieval. \
         Information Processing & Management 24(5), 513-523.",
    ),
    (
        "Raustiala & Victor 2004",
        "Raustiala, K. and Victor, D. G. (2004). The regime complex for plant genetic resources. \
         International Organization 58(2), 277-309.",
    ),
    (
        "Alter & Raustiala 2018",
        "Alter, K. J. and Raustiala, K. (2018). The rise of international regime complexity. Annual Review of Law and \
         Social Science 14.",
    ),
    ("Breiger 1974", "Breiger, R. L. (1974). The duality of persons and groups. Social Forces 53(2), 181-190."),
    (
        "Haftel & Lenz 2022",
        "Haftel, Y. Z. and Lenz, T. (2022). Measuring institutional overlap in global governance. The Review of \
         International Organizations 17(2), 323-347.",
    ),
    (
        "Koremenos, Lipson & Snidal 2001",
        "Koremenos, B., Lipson, C. and Snidal, D. (2001). The rational design of international institutions. International \
         Organization 55(4), 761-799.",
    ),
    (
        "Busch 2007",
        "Busch, M. L. (2007). Overlapping institutions, forum shopping, and dispute settlement in international trade. \
         International Organization 61(4), 735-761.",
    ),
    (
        "Benjamini & Hochberg 1995",
        "Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate: a practical and powerful approach \
         to multiple testing. Journal of the Royal Statistical Society, Series B 57(1), 289-300.",
    ),
    (
        "Borgatti & Everett 1999",
        "Borgatti, S. P. and Everett, M. G. (1999). Models of core/periphery structures. Social Networks \
         21(4), 375-395.",
    ),
    (
        "Holm 1979",
        "Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics \
         6(2), 65-70.",
    ),
    (
        "Hong 2013",
        "Hong, Y. (2013). On computing the distribution function for the Poisson binomial distribution. \
         Computational Statistics & Data Analysis 59, 41-51.",
    ),
    (
        "Lex et al. 2014",
        "Lex, A., Gehlenborg, N., Strobelt, H., Vuillemot, R. and Pfister, H. (2014). UpSet: visualization of \
         intersecting sets. IEEE Transactions on Visualization and Computer Graphics 20(12), 1983-1992.",
    ),
    (
        "Neal & Neal 2024",
        "Neal, Z. P. and Neal, J. W. (2024). Stochastic degree sequence model with edge constraints (SDSM-EC) for \
         backbone extraction. In: Complex Networks and Their Applications XII. Springer, 127-136.",
    ),
    (
        "Neal, Domagalski & Sagan 2021",
        "Neal, Z. P., Domagalski, R. and Sagan, B. (2021). Comparing alternatives to the fixed degree \
         sequence model for extracting the backbone of bipartite projections. Scientific Reports 11, 23929.",
    ),
    (
        "Saracco et al. 2015",
        "Saracco, F., Di Clemente, R., Gabrielli, A. and Squartini, T. (2015). Randomizing bipartite \
         networks: the case of the World Trade Web. Scientific Reports 5, 10595.",
    ),
    (
        "Strona et al. 2014",
        "Strona, G., Nappo, D., Boccacci, F., Fattorini, S. and San-Miguel-Ayanz, J. (2014). A fast and \
         unbiased procedure to randomize ecological binary matrices with fixed row and column totals. Nature \
         Communications 5, 4114.",
    ),
    (
        "Tumminello et al. 2011",
        "Tumminello, M., Miccichè, S., Lillo, F., Piilo, J. and Mantegna, R. N. (2011). Statistically \
         validated networks in bipartite complex systems. PLoS ONE 6(3), e17994.",
    ),
];

/// The full entry of a short form; `None` when it is not in the list.
///
/// ```
/// assert!(blocs::brief::references::full("Lijphart 1963").unwrap().contains("bloc voting"));
/// ```
pub fn full(short: &str) -> Option<&'static str> {
    ENTRIES.iter().find(|(name, _)| *name == short.trim()).map(|(_, entry)| *entry)
}

/// The full entries of several references (separated by `;`), sorted, each once; a short form that is not in the list
/// stands for itself.
pub fn list<'a>(references: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut entries: Vec<String> = references
        .flat_map(|reference| reference.split(';'))
        .map(str::trim)
        .filter(|short| !short.is_empty())
        .map(|short| full(short).map_or_else(|| short.to_owned(), str::to_owned))
        .collect();
    entries.sort();
    entries.dedup();
    entries
}
