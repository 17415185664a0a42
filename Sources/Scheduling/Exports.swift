// A strategy imports this module alone; these are the types of state it needs beside it.
@_exported import struct EthereumTypes.Address
@_exported import struct EthereumTypes.BlockAccessIndex
@_exported import struct EthereumTypes.Hash32
@_exported import struct EthereumTypes.TransactionIndex
@_exported import struct EthereumTypes.UInt256
