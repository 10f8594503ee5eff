"""The bytes of files in a zip, block by block: never more than is said, and checked at the end."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from mockinterview.errors import MockInterviewError
from mockinterview.files.zip_layout import STORED, Entry, ZipRules, shown

BLOCK_BYTES: Final = 1 << 16


class ZipFiles:
    """Reads what the entries of an open zip name."""

    def __init__(self, stream: BinaryIO, told: str, rules: ZipRules) -> None:
        self.told = told
        self._stream = stream
        self._rules = rules

    def blocks(self, entry: Entry) -> Iterator[bytes]:
        """A file block by block, never more than it is said to be.

        Raises:
            MockInterviewError: the one of the rules: it is damaged.
            OSError: it cannot be read.
        """
        size = crc = 0
        for block in self._stored(entry) if entry.method == STORED else self._inflated(entry):
            size += len(block)
            crc = zlib.crc32(block, crc)
            if size > entry.size_bytes:
                raise self._damaged(entry)
            yield block
        if size != entry.size_bytes or crc != entry.crc:
            raise self._damaged(entry)

    def _stored(self, entry: Entry) -> Iterator[bytes]:
        position, left = entry.start, entry.packed_bytes
        while left:
            self._stream.seek(position)
            block = self._stream.read(min(left, BLOCK_BYTES))
            if not block:
                raise self._damaged(entry)
            position += len(block)
            left -= len(block)
            yield block

    def _inflated(self, entry: Entry) -> Iterator[bytes]:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for packed in self._stored(entry):
                waiting = packed
                while waiting and not inflater.eof:
                    yield inflater.decompress(waiting, BLOCK_BYTES)
                    waiting = inflater.unconsumed_tail
                if inflater.unused_data or waiting:
                    raise self._damaged(entry)
            while not inflater.eof and (rest := inflater.decompress(b"", BLOCK_BYTES)):
                yield rest
        except zlib.error as error:
            raise self._damaged(entry) from error
        if not inflater.eof:
            raise self._damaged(entry)

    def _damaged(self, entry: Entry) -> MockInterviewError:
        return self._rules.error(
            f"In {self.told}, {shown(entry.name)} is damaged.",
            f"Nothing was taken over. {self._rules.fetch}",
        )
