"""Networks [1]_ and [2]_."""


class Munin:
    """The second of four networks [1]_, as others are [2]_.

    References
    ----------
    ..[1] Andreassen S, Jensen FV, Andersen SK. MUNIN - an expert EMG assistant. In Computer-Aided
    Electromyography and Expert Systems, Chapter 21. Elsevier, 1989.
    ..[2] Jensen CS, Kong A. Blocking Gibbs sampling for linkage analysis in large pedigrees with many
    loops. Am J Hum Genet. 1999;65(3):885-901.
    """

    WINDOW = "a[..1] and ..[2]"


def score(x):
    """Approximately as described in [1]_.

    References
    ----------
    ..[1]: Alejandro Pasos Ruiz and Anthony Bagnall. "Dimension selection strategies
    for multivariate time series classification." AALTD, 2022.
    """
