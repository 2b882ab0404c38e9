"""What a graph says, as sorted lines that every program can write: the checksum of them stands for all its values.

    N  id                          a node
    N  id  attribute  value        what it says; numbers with 9 digits, lists joined by `; `
    E  from  to  attribute  value ...  a tie, with all that it says in the order of the names: of parallel ties each has its own
    T  N|E  attribute  type        text, integer, double or boolean; `number` of programs that hold all numbers alike

Fields are parted by tabs; line ends and tabs inside them are written as \\n and \\t; what says nothing has no line. A whole
number below 2^53 has all its digits, whichever type holds it: 2 and 2.0 are one value of two types.
"""

import hashlib
import re


def tame(text):
    """What XML and DOT make of control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]", "\ufffd", text)


def escape(text):
    return tame(text).replace("\n", "\\n").replace("\t", "\\t")


def word(value):
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, (int, float)):
        return escape(value)
    return str(int(value)) if abs(value) < 2**53 and value == int(value) else f"{value:.9g}"


def kind(value):
    names = [(bool, "boolean"), (int, "integer"), (float, "double")]
    return next((name for of, name in names if isinstance(value, of)), "text")


def coarse(lines):
    """The lines of a program that holds all numbers alike."""
    numbers = lambda line: re.sub("\t(integer|double)$", "\tnumber", line)
    types = {numbers(line) for line in lines if line.startswith("T\t")}
    return sorted([*types, *(line for line in lines if not line.startswith("T\t"))], key=str.encode)


def lines(nodes, ties):
    """`nodes`: id and attributes; `ties`: from, to and attributes."""
    types, rows = set(), []

    def told(side, attributes):
        for name, value in sorted(attributes.items()):
            value = "; ".join(value) if isinstance(value, (list, tuple)) else value
            if value is None or value == "" or value != value:
                continue
            types.add(f"T\t{side}\t{name}\t{kind(value)}")
            yield f"\t{name}\t{word(value)}"

    for node, attributes in nodes:
        rows.append(f"N\t{escape(node)}")
        rows.extend(f"N\t{escape(node)}{said}" for said in told("N", attributes))
    for source, target, attributes in ties:
        rows.append(f"E\t{escape(source)}\t{escape(target)}{''.join(told('E', attributes))}")
    return sorted([*types, *rows], key=lambda line: line.encode())


def checksum(lines):
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
