import BlockSets
import EthereumTypes
import Foundation
import Records

/// The folder that captured blocks are written to.
package struct CaptureFolder: Sendable {
  private let path: String

  /// Names the folder, and makes it where it is not there.
  package init(path: String) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// Whether the block is there, whole.
  func holds(_ number: UInt64, of chainID: UInt64) -> Bool {
    guard case .chains(let chains)? = try? BlockFile(path: file(number, of: chainID)).read()
    else { return false }
    return chains.first?.blocks.first?.block?.header.number == number
  }

  /// Writes a block. The record comes last: where it is, everything is.
  func write(_ captured: BlockCapture.Captured) throws(FileError) {
    let record = captured.record
    let lists = file(record.number, of: record.chainID, "bal.json.gz")
    if let list = captured.blockAccessList {
      var text = JSONBuilder()
      text.object { text in
        text.member("format", "\"block-access-list/1\"")
        text.member("chainId", "\(record.chainID)")
        text.member("number", "\(record.number)")
        text.member("fork", "\"\(record.fork.name)\"")
        text.member("blockAccessList") { $0.append(list) }
      }
      try Self.write(text.bytes, to: lists)
    } else {
      // What an interrupted capture left beside the block is not this capture's.
      unlink(lists)
    }
    try Self.write(record.text, to: file(record.number, of: record.chainID))
  }

  private func file(
    _ number: UInt64, of chainID: UInt64, _ ending: String = "json.gz"
  ) -> String { "\(path)/\(chainID)-\(number).\(ending)" }

  private static func write(_ text: [UInt8], to path: String) throws(FileError) {
    let compressed: [UInt8]
    do throws(GzipError) { compressed = try Gzip.compress(text) } catch {
      // Compressing fails for want of memory only.
      fatalError("\(path): \(error)")
    }
    let file = try AtomicFile(path: path)
    try file.write(compressed[...])
    try file.commit()
  }
}
