"""Trust: what exactly a person approved, for which document where, and whether it is still that."""

from .definition import SCHEMA, Definition, digest
from .differing import difference, nearest
from .place import Place
from .store import Approval, Approvals

__all__ = ["SCHEMA", "Approval", "Approvals", "Definition", "Place", "difference", "digest", "nearest"]
