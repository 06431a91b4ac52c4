def load(spine):
    """Häufigkeit: return the load on a spine [1]_.

    Parameters
    ----------
    spine : int
        A vertebra, see [2]_.

    References
    ----------
    .. [1] Deyo RA, Von Korff M, Duhrkoop D. Opioids for low back pain. BMJ. 2015;350:g6380.
    .. [2] Chou R, Loeser JD. Interventional therapies for low back pain.
       Spine. 2009;34(10):1066-77.
    """
    return spine
