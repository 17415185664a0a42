import EthereumTypes
import Foundation

/// SHA-256 digests as the run folder states them: 64 hexadecimal digits.
package enum Digest {
  private static let pieceSize = 1 << 16

  /// The digest of a text.
  package static func hexadecimal(of text: String) -> String {
    hexadecimal(sha256(Array(text.utf8)))
  }

  /// The digest of a file's bytes; nil if it cannot be read.
  package static func hexadecimal(ofFile path: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    // In pieces: this program is larger than all else that a run keeps.
    let digest = try? sha256 { () throws -> [UInt8]? in
      let piece = try file.read(upToCount: pieceSize) ?? Data()
      return piece.isEmpty ? nil : [UInt8](piece)
    }
    return digest.map(hexadecimal)
  }

  private static func hexadecimal(_ digest: [UInt8]) -> String { String(digest.hex.dropFirst(2)) }
}
