extension Block {
  /// Reads an RLP block of three fields, or four from Shanghai on.
  ///
  /// Strictly canonical, so that `encoded` gives the same bytes again.
  package init(decoding bytes: [UInt8]) throws(BlockDecodingError) {
    try self.init(decoding: bytes[...])
  }

  /// Reads a block from part of a buffer; offsets in errors count from the part's start.
  package init(decoding bytes: ArraySlice<UInt8>) throws(BlockDecodingError) {
    var decoder = RLPDecoder(bytes)
    let block = try decoder.enterList(of: .body)
    do throws(RLPError) {
      header = try BlockHeader(from: &decoder)
    } catch {
      throw .malformed(.header, error)
    }
    transactions = try decoder.readTransactions()
    ommers = try decoder.readItems(
      in: BlockDecodingError.Part.ommer, by: BlockHeader.init(from:))
    if !decoder.isAtEnd {
      withdrawals = try decoder.readItems(
        in: BlockDecodingError.Part.withdrawal, by: Withdrawal.init(from:))
    }
    try decoder.leaveList(to: block, of: .body)
    do throws(RLPError) { try decoder.finish() } catch { throw .malformed(.body, error) }
  }

  /// Reads a list of transactions as a block body has it.
  package static func transactions(
    decoding bytes: [UInt8]
  ) throws(BlockDecodingError) -> [Transaction] {
    var decoder = RLPDecoder(bytes)
    let transactions = try decoder.readTransactions()
    do throws(RLPError) { try decoder.finish() } catch { throw .malformed(.body, error) }
    return transactions
  }

  /// What the header must say of the ommers.
  package var ommersHash: Hash32 {
    var encoder = RLPEncoder()
    encoder.list { list in
      for ommer in ommers { ommer.encode(to: &list) }
    }
    return keccak256(encoder.result)
  }

  /// The RLP form, whose size EIP-7934 bounds.
  package var encoded: [UInt8] {
    var encoder = RLPEncoder()
    encoder.list { fields in
      header.encode(to: &fields)
      fields.list { list in
        for transaction in transactions { list.encode(blockItem: transaction) }
      }
      fields.list { list in
        for ommer in ommers { ommer.encode(to: &list) }
      }
      if let withdrawals {
        fields.list { list in
          for withdrawal in withdrawals { withdrawal.encode(to: &list) }
        }
      }
    }
    return encoder.result
  }
}

extension RLPDecoder {
  fileprivate mutating func enterList(
    of part: BlockDecodingError.Part
  ) throws(BlockDecodingError) -> Outside {
    do throws(RLPError) { return try enterList() } catch { throw .malformed(part, error) }
  }

  fileprivate mutating func leaveList(
    to outside: Outside, of part: BlockDecodingError.Part
  ) throws(BlockDecodingError) {
    do throws(RLPError) { try leaveList(to: outside) } catch { throw .malformed(part, error) }
  }

  /// Reads one of the body's lists.
  fileprivate mutating func readItems<Item>(
    in part: (Int) -> BlockDecodingError.Part,
    by read: (inout RLPDecoder) throws(RLPError) -> Item
  ) throws(BlockDecodingError) -> [Item] {
    let list = try enterList(of: .body)
    var items: [Item] = []
    while !isAtEnd {
      do throws(RLPError) { items.append(try read(&self)) } catch {
        throw .malformed(part(items.count), error)
      }
    }
    try leaveList(to: list, of: .body)
    return items
  }

  /// Reads transactions: legacy ones are lists, the others strings that hold type byte ‖ RLP.
  fileprivate mutating func readTransactions() throws(BlockDecodingError) -> [Transaction] {
    let list = try enterList(of: .body)
    var transactions: [Transaction] = []
    // They are large, and there are many.
    transactions.reserveCapacity(remainingItemCount)
    while !isAtEnd {
      do throws(TransactionError) { transactions.append(try readTransaction()) } catch {
        throw .transaction(transactions.count, error)
      }
    }
    try leaveList(to: list, of: .body)
    return transactions
  }

  private mutating func readTransaction() throws(TransactionError) -> Transaction {
    if peekIsList { return try Transaction(from: &self) }
    let string: Outside
    do throws(RLPError) { string = try enterString() } catch { throw .malformed(error) }
    // A legacy transaction inside a string would be a second encoding of the same block.
    if let first = nextByte, first >= 0xc0 { throw .unsupportedType(first, offset: offset) }
    let transaction = try Transaction(from: &self)
    do throws(RLPError) { try leaveList(to: string) } catch { throw .malformed(error) }
    return transaction
  }
}

extension RLPEncoder {
  fileprivate mutating func encode(blockItem transaction: Transaction) {
    let encoded = transaction.encoded
    if transaction.kind == .legacy {
      append(encoded: encoded)
    } else {
      encode(bytes: encoded)
    }
  }
}
