"""The figures of *Vangnet met Veerkracht* (RWI, 2004), per municipality."""

from trede.publishers.reproduction.rwi_2004.figures import figures, folders

__all__ = ["figures", "folders"]
