import Foundation

/// Writing whole files: a file is there as a whole or not at all.
package enum OutputFile {
  /// Writes a file, with the folders on its way.
  package static func write(_ bytes: [UInt8], to path: String) throws(BlockSetError) {
    let url = URL(filePath: path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url, options: .atomic)
    } catch {
      throw .unwritable(path: path, reason: "\(error.localizedDescription)")
    }
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
