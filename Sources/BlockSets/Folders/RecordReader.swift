import EthereumTypes

/// Reads the files of a block set's folder one after the other.
///
/// What holds a file's bytes is used again for the next: a large file's memory, taken anew from the
/// system page by page, costs more than its contents take to decode.
final class RecordReader {
  /// The folder, with its final slash.
  private let folder: String
  private let decompressor = ZstandardDecompressor()
  private var stored: [UInt8] = []
  private var contents: [UInt8] = []

  init(folder: String) { self.folder = folder }

  /// The uncompressed contents of a file, which must have the manifest's digest.
  ///
  /// To be let go before the next file is read.
  func read(_ file: BlockSetManifest.File) throws(BlockSetError) -> [UInt8] {
    let path = folder + file.path
    try InputFile.readStored(path, into: &stored)
    do {
      try decompressor.decompress(stored, count: file.byteCount, into: &contents)
    } catch {
      throw .zstandard(path: path, error)
    }
    let digest = Hash32(bytes: sha256(contents)) ?? .zero
    guard digest == file.digest else { throw .digest(path: path, file, found: digest) }
    return contents
  }
}
