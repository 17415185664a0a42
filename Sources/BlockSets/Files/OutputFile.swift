import Foundation

/// Writing whole files: a file is there as a whole or not at all.
package enum OutputFile {
  /// How much text is held before it is written.
  private static let pieceSize = 1 << 16

  /// Writes a file, with the folders on its way.
  package static func write(_ bytes: [UInt8], to path: String) throws(BlockSetError) {
    let url = URL(filePath: path)
    do {
      try makeFolder(of: url)
      try Data(bytes).write(to: url, options: .atomic)
    } catch {
      throw .unwritable(path: path, reason: "\(error.localizedDescription)")
    }
  }

  /// Writes a value as JSON, with the folders on its way, holding a piece of the text at a time.
  package static func write(_ tree: JSONTree, to path: String) throws(BlockSetError) {
    let partial = path + ".partial"
    do {
      try makeFolder(of: URL(filePath: path))
      try Data().write(to: URL(filePath: partial))
      let file = try FileHandle(forWritingTo: URL(filePath: partial))
      var text: [UInt8] = []
      try tree.write(to: &text) { text in
        guard text.count >= pieceSize else { return }
        try file.write(contentsOf: text)
        text.removeAll(keepingCapacity: true)
      }
      try file.write(contentsOf: text)
      try file.close()
    } catch {
      unlink(partial)
      throw .unwritable(path: path, reason: "\(error.localizedDescription)")
    }
    guard rename(partial, path) == 0 else {
      throw .unwritable(path: path, reason: String(cString: strerror(errno)))
    }
  }

  private static func makeFolder(of file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
  }

  /// Makes a folder; one that is there must be empty.
  package static func makeEmptyFolder(at path: String) throws(BlockSetError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      guard try FileManager.default.contentsOfDirectory(atPath: path).isEmpty else {
        throw CocoaError(.fileWriteFileExists)
      }
    } catch CocoaError.fileWriteFileExists {
      throw .unwritable(
        path: path, reason: "expected an empty folder or none; name another, or remove it first")
    } catch {
      throw .unwritable(path: path, reason: "\(error.localizedDescription)")
    }
  }
}
