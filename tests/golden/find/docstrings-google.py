"""Measures."""


def accuracy(x, y):
    """Return the accuracy of two samples.

    For details on the method, see [1,2]. Training uses folds [3].

    Args:
        x: Samples.

    References:
        [1]: http://arxiv.org/abs/1610.06545 [2]:
        https://www.osti.gov/biblio/826696/ [3]:
        https://scikit-learn.org/stable/modules/cross_validation.html
    """


def norm(choi):
    """Return the norm of a channel, by the program of Watrous.

    Reference:
        J. Watrous. "Simpler semidefinite programs for completely bounded
        norms", arXiv:1207.5726 [quant-ph] (2012).

    Raises:
        ValueError: if the channel cannot be read in 2012 or later.
    """


def initialise(data):
    """Initialise an operator, as it was said in 2013 (Roe).

    Args:
        data (Operator): what it begins with.
    """


def operator(data):
    """An operator of the convention in references [1, 2].

    References:
        1. Shelly Garion and Andrew W. Cross, *Synthesis of CNOT-Dihedral circuits
           with optimal number of two qubit gates*, Quantum 4(369), 2020
        2. Andrew W. Cross, Easwar Magesan, Lev S. Bishop, John A. Smolin and Jay M. Gambetta,
           *Scalable randomized benchmarking of non-Clifford gates*,
           npj Quantum Inf 2, 16012 (2016).
    """


def kernel(x):
    """Compare with a kernel [1].

    References:
        [1] Gretton, A., et al. (2012). A kernel two-sample test.
    """


def kernels(x):
    """Compare with kernels [1].

    References:
        [1] Gretton, A., et al. (2012). A kernel two-sample test.
    """


def flow(x):
    """A flow of this kind, both in reference [1].

    **References**

    1. *Block Neural Autoregressive Flow*,
       Nicola De Cao, Ivan Titov, Wilker Aziz
    """


def sense(words):
    """The original algorithm (1986) [1].

    [1] Lesk, Michael. "Automatic sense disambiguation using machine
    readable dictionaries: how to tell a pine cone from an ice cream
    cone." Proceedings of the 5th Annual International Conference on
    Systems Documentation. ACM, 1986.
    """
