package io.campaignpulse.customer.operator;

import io.campaignpulse.customer.CustomerBook;
import io.campaignpulse.customer.CustomerOptions;
import io.campaignpulse.customer.CustomerOrder;
import io.campaignpulse.customer.ValueChange;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Knows the orders of a person (the key) and who acquired it, and tells those what each change of
 * an order means to them.
 */
public final class AcquireCustomerFunction
    extends KeyedProcessFunction<String, CustomerOrder, ValueChange> {

  /** Name and uid of the operator. */
  public static final String UID = "acquire-customers";

  private static final long serialVersionUID = 1L;

  private final CustomerOptions options;
  private transient ValueState<CustomerBook> books;

  /** Tells ages apart up to the oldest one of the options. */
  public AcquireCustomerFunction(CustomerOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    books =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(UID + ".book", TypeInformation.of(CustomerBook.class)));
  }

  @Override
  public void processElement(CustomerOrder word, Context context, Collector<ValueChange> out)
      throws Exception {
    CustomerBook known = books.value();
    CustomerBook book = known == null ? CustomerBook.empty() : known;
    if (word.word() == CustomerOrder.Word.SETTLED) {
      book = book.settle(word);
    } else {
      CustomerBook.Step step = book.apply(word, options.oldestAge());
      step.changes().forEach(out::collect);
      book = step.book();
    }
    if (book.isEmpty()) {
      books.clear();
    } else {
      books.update(book);
    }
  }
}
