import EVM
import EthereumTypes

/// A piece of a program's code that is removed as a whole.
package enum CodePiece: Sendable, Equatable {
  /// An opcode with its immediate, or several bytes that belong together, or data.
  case bytes([UInt8])
  /// A JUMPDEST with a label.
  case destination(Int)
  /// A label of whatever follows; no bytes.
  case mark(Int)
  /// A PUSH of `size` bytes of the place `offset` bytes after a label.
  case pushPlace(label: Int, offset: Int, size: Int)

  var size: Int {
    switch self {
    case .bytes(let bytes): bytes.count
    case .destination: 1
    case .mark: 0
    case .pushPlace(_, _, let size): 1 + size
    }
  }
}

/// Code in pieces, with its jumps by label: they still lead where they led when pieces are gone.
package struct ProgramCode: Sendable, Equatable {
  package var pieces: [CodePiece]

  package init(_ pieces: [CodePiece] = []) {
    self.pieces = pieces
  }

  /// The bytes of the code; a label that is not there is place 0.
  package var bytes: [UInt8] {
    var places: [Int: Int] = [:]
    var count = 0
    for piece in pieces {
      switch piece {
      case .destination(let label), .mark(let label): places[label] = count
      default: break
      }
      count += piece.size
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for piece in pieces {
      switch piece {
      case .bytes(let some): bytes += some
      case .destination: bytes.append(Opcode.jumpdest.rawValue)
      case .mark: break
      case .pushPlace(let label, let offset, let size):
        let place = UInt256(UInt64((places[label] ?? 0) + offset))
        bytes.append(Opcode.push0.rawValue + UInt8(size))
        bytes += place.bigEndianBytes.suffix(size)
      }
    }
    return bytes
  }

  /// The code in mnemonics, a line for every opcode, with its place.
  package func lines(in fork: Fork) -> [String] {
    let bytes = bytes
    let opcodes = OpcodeTable.table(for: fork)
    var lines: [String] = []
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      let opcode = opcodes.opcode(byte)
      let size = 1 + CodeScan.immediateSize(bytes, at: place, isDefined: opcode != nil)
      let immediate = bytes[min(place + 1, bytes.count)..<min(place + size, bytes.count)]
      var line = "\(place): \(opcode?.name(in: fork) ?? "\([byte].hex) (undefined)")"
      if !immediate.isEmpty { line += " " + Array(immediate).hex }
      lines.append(line)
      place += size
    }
    return lines
  }
}
