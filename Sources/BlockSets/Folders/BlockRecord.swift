import BlockAccessLists
import EthereumTypes

/// One block as a file of a block set's folder holds it: the RLP list
/// `[block, form, accessList?, senders, exception, receipts?]`.
///
/// `block` is a string, the encoding that the block came in; bit 0 of `form` says that it was made
/// from the block's fields, bit 1 that ommers' headers are missing. What may be absent is a list of
/// one item or none. The senders are the recovered ones, because recovering them takes longer than
/// most transactions take to run; `blocks verify` recovers them anew.
struct BlockRecord {
  private enum Form {
    static let isBuilt: UInt64 = 1
    static let lacksOmmerHeaders: UInt64 = 2
    static let all = isBuilt | lacksOmmerHeaders
  }

  // Parts of the record where it was read.
  private var encoding: ArraySlice<UInt8>
  private var form: UInt64
  private var formOffset = 0
  private var accessList: ArraySlice<UInt8>?
  private var senders: [Address?]
  private var exception: [UInt8]
  private var receipts: [[UInt8]]?

  /// The record of a block.
  init(_ input: InputBlock) {
    encoding = (input.rlp ?? input.block?.encoded ?? [])[...]
    form =
      (input.rlp == nil ? Form.isBuilt : 0)
      | (input.lacksOmmerHeaders ? Form.lacksOmmerHeaders : 0)
    accessList = (input.blockAccessList?.encoded)?[...]
    senders = input.senders
    exception = Array((input.expectedException ?? "").utf8)
    receipts = input.expectedReceipts
  }

  /// The record's bytes.
  var encoded: [UInt8] {
    var encoder = RLPEncoder(reservingCapacity: 2 * encoding.count + (accessList?.count ?? 0))
    encoder.list { fields in
      fields.encode(bytes: encoding)
      fields.encode(uint: form)
      fields.list { list in
        if let accessList { list.append(encoded: accessList) }
      }
      fields.list { list in
        for sender in senders { list.encode(optionalAddress: sender) }
      }
      fields.encode(bytes: exception)
      fields.list { list in
        guard let receipts else { return }
        list.list { list in
          for receipt in receipts { list.encode(bytes: receipt) }
        }
      }
    }
    return encoder.result
  }

  /// Decodes a block, with its fork by the chain's schedule.
  static func decode(
    _ bytes: [UInt8], under schedule: ForkSchedule?
  ) throws(RecordError) -> InputBlock {
    let record: BlockRecord
    do throws(RLPError) { record = try BlockRecord(decoding: bytes) } catch { throw .rlp(error) }
    return try record.block(under: schedule)
  }

  /// Reads a record; what its strings hold is not examined yet.
  private init(decoding bytes: [UInt8]) throws(RLPError) {
    var decoder = RLPDecoder(bytes)
    var fields = try decoder.readList()
    try decoder.finish()
    encoding = try fields.readSlice()
    formOffset = fields.offset
    form = try fields.readUInt64()
    accessList = try fields.readOptional { list throws(RLPError) in
      try list.readEncodedItem()
    }
    senders = try fields.readItems { list throws(RLPError) in try list.readOptionalAddress() }
    exception = try fields.readBytes()
    receipts = try fields.readOptional { list throws(RLPError) in
      try list.readItems { receipt throws(RLPError) in try receipt.readBytes() }
    }
    try fields.finish()
  }

  private func block(under schedule: ForkSchedule?) throws(RecordError) -> InputBlock {
    guard form <= Form.all else {
      throw .value(offset: formOffset, expected: "a form from 0 to \(Form.all)")
    }
    let isBuilt = form & Form.isBuilt != 0
    var input = InputBlock(
      rlp: isBuilt ? nil : Array(encoding), decoded: decoded, senders: senders,
      expectedException: exception.isEmpty ? nil : String(decoding: exception, as: UTF8.self),
      expectedReceipts: receipts, lacksOmmerHeaders: form & Form.lacksOmmerHeaders != 0)
    if isBuilt, case .failure(let error) = input.decoded { throw .block(error) }
    if let accessList {
      do throws(BlockAccessListError) {
        input.blockAccessList = try BlockAccessList(decodingInAnyOrder: accessList)
      } catch {
        throw .accessList(error)
      }
    }
    if let block = input.block {
      guard senders.count == block.transactions.count else {
        throw .value(
          offset: formOffset,
          expected: "\(block.transactions.count) senders, one a transaction, after the form")
      }
      input.fork = schedule?.fork(number: block.header.number, timestamp: block.header.timestamp)
    }
    return input
  }

  private var decoded: Result<Block, BlockDecodingError> {
    do { return .success(try Block(decoding: encoding)) } catch { return .failure(error) }
  }
}

extension RLPDecoder {
  /// Reads a list of items.
  mutating func readItems<Item>(
    _ read: (inout RLPDecoder) throws(RLPError) -> Item
  ) throws(RLPError) -> [Item] {
    let outside = try enterList()
    var items: [Item] = []
    items.reserveCapacity(remainingItemCount)
    while !isAtEnd { items.append(try read(&self)) }
    try leaveList(to: outside)
    return items
  }

  /// Reads a list of one item or none.
  mutating func readOptional<Item>(
    _ read: (inout RLPDecoder) throws(RLPError) -> Item
  ) throws(RLPError) -> Item? {
    let outside = try enterList()
    let item = isAtEnd ? nil : try read(&self)
    try leaveList(to: outside)
    return item
  }
}
