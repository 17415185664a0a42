import EthereumTypes
import Foundation

/// SHA-256 digests as the run folder states them: 64 hexadecimal digits.
package enum Digest {
  /// The digest of a text.
  package static func hexadecimal(of text: String) -> String {
    hexadecimal(sha256(Array(text.utf8)))
  }

  /// The digest of a file's bytes; nil if it cannot be read.
  package static func hexadecimal(ofFile path: String) -> String? {
    let url = URL(fileURLWithPath: path)
    guard let data = try? Data(contentsOf: url, options: .mappedIfSafe) else { return nil }
    return hexadecimal(data.withUnsafeBytes { sha256($0) })
  }

  private static func hexadecimal(_ digest: [UInt8]) -> String { String(digest.hex.dropFirst(2)) }
}
