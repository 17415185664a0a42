import BlockAccessLists
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

  /// Whether the block is there, whole, and with its witness where one is required.
  func holds(_ number: UInt64, of chainID: UInt64, witness: WitnessMode) -> Bool {
    guard case .chains(let chains)? = try? BlockFile(path: file(number, of: chainID)).read()
    else { return false }
    guard let chain = chains.first else { return false }
    return chain.blocks.first?.block?.header.number == number
      && (witness != .required || chain.witness != nil)
  }

  /// Writes a block. The record comes last: where it is, everything is.
  func write(_ captured: BlockCapture.Captured) throws(FileError) {
    let record = captured.record
    try write(record.witnessText, to: file(record.number, of: record.chainID, "witness.json.gz"))
    try write(
      captured.blockAccessList.map { Self.text(of: $0, record) },
      to: file(record.number, of: record.chainID, "bal.json.gz"))
    try write(record.text, to: file(record.number, of: record.chainID))
  }

  private static func text(of list: BlockAccessList, _ record: BlockRecord) -> [UInt8] {
    JSONTree.object([
      ("format", .string("block-access-list/1")), ("chainId", .number(record.chainID)),
      ("number", .number(record.number)), ("fork", .string(record.fork.name)),
      ("blockAccessList", .accessList(list)),
    ]).text
  }

  private func file(
    _ number: UInt64, of chainID: UInt64, _ ending: String = "json.gz"
  ) -> String { "\(path)/\(chainID)-\(number).\(ending)" }

  private func write(_ text: [UInt8]?, to path: String) throws(FileError) {
    guard let text else {
      // What an interrupted capture left beside the block is not this capture's.
      unlink(path)
      return
    }
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
