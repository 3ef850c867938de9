"""Which addresses a host name stands for, and which of them are never asked.

A document could otherwise have the machine that reads it asked for its own cloud's keys. The addresses are
looked at after the name is resolved, and they are what is connected to: a name that resolves differently the
next time changes nothing.
"""

from __future__ import annotations

import ipaddress
import socket

from .apart import apart
from .quoting import quoted

lookup = socket.getaddrinfo
"""Asks the system for the addresses of a name."""

CONNECTING = 5.0
"""Seconds for each address of a host that has several, so that one that is silent hides no other."""

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_METADATA = frozenset(
    ipaddress.ip_address(text)
    for text in (
        *("169.254.169.254", "fd00:ec2::254", "fd20:ce::254"),
        *("100.100.100.200", "168.63.129.16", "192.0.0.192"),
    )
)
"""From which the machines of the large clouds read their keys."""
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")


class Unreachable(Exception):
    """An address that cannot or must not be asked; ``str()`` is a sentence that says why."""


class NeverAsked(Unreachable):
    """An address of a kind that no document may have asked."""


async def addresses(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host name or address, in the order in which to try them.

    Raises Unreachable where there are none, or the port is none, NeverAsked where one of them is link-local
    or a metadata address.
    """
    if not 0 < port < 65536:
        raise Unreachable(f"{quoted(host)}:{port} is no address: a port is a number from 1 to 65535.")
    plain: tuple[str, ...]
    try:
        plain = (str(ipaddress.ip_address(host)),)
    except ValueError:
        plain = await _looked_up(host, port)
    for each in plain:
        why = refusal(each)
        if why:
            named = f"{each} is" if each == host else f"{host} stands for {each},"
            raise NeverAsked(f"{named} {why}; it is never asked.")
    if not plain:
        raise Unreachable(f"The name {host} has no address.")
    return plain


async def _looked_up(host: str, port: int) -> tuple[str, ...]:
    try:
        found = await apart(lambda: lookup(host, port, type=socket.SOCK_STREAM))
    except socket.gaierror as error:
        raise Unreachable(_why_unknown(host, error)) from error
    except (UnicodeError, ValueError, OSError) as error:
        raise Unreachable(f"“{quoted(host)}” is no host name.") from error
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def refusal(address: str) -> str:
    """What an address is, where it is never asked: “a link-local address”; else ""."""
    for each in _meanings(ipaddress.ip_address(address)):
        if each in _METADATA:
            return "the address from which a cloud machine reads its keys"
        if each.is_link_local:
            return "a link-local address"
    return ""


def _meanings(address: _Address) -> tuple[_Address, ...]:
    """The address and the IPv4 address that is written in it."""
    if isinstance(address, ipaddress.IPv4Address):
        return (address,)
    if address.scope_id:
        address = ipaddress.IPv6Address(int(address))
    inside = address.ipv4_mapped or address.sixtofour
    if inside is None and (address in _TRANSLATED or address in _COMPATIBLE):
        inside = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return (address,) if inside is None else (address, inside)


def _why_unknown(host: str, error: socket.gaierror) -> str:
    if error.errno == socket.EAI_AGAIN:
        return f"The name {host} could not be looked up: no name server answers."
    return f"The name {host} is not known."
