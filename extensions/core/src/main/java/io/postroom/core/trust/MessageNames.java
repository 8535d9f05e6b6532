package io.postroom.core.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What DNS says to the checks of one message: each question is asked once, and there are only so many. What was not answered once is not asked
 * again. Not thread-safe.
 */
final class MessageNames implements NameService {
    private final NameService names;
    private final Deadline deadline;
    private final int mostQuestions;
    private final Map<Question, Supplier<List<?>>> answers = new HashMap<>();

    /** What is asked; {@code kind} is the type of the records. */
    private record Question(String kind, String name) {}

    MessageNames(NameService names, Deadline deadline, int mostQuestions) {
        this.names = names;
        this.deadline = deadline;
        this.mostQuestions = mostQuestions;
    }

    @Override
    public List<String> texts(String name) {
        return answer("TXT", name, () -> names.texts(name));
    }

    @Override
    public List<InetAddress> addresses(String name, Family family) {
        return answer(family.name(), name, () -> names.addresses(name, family));
    }

    @Override
    public List<String> mailHosts(String name) {
        return answer("MX", name, () -> names.mailHosts(name));
    }

    @Override
    public List<String> hostNames(InetAddress address) {
        return answer("PTR", address.getHostAddress(), () -> names.hostNames(address));
    }

    @SuppressWarnings("unchecked") // a kind of question has one type of answer
    private <T> List<T> answer(String kind, String name, Supplier<List<T>> dns) {
        Question question = new Question(kind, name.toLowerCase(Locale.ROOT));
        Supplier<List<?>> answer = answers.get(question);
        if (answer == null) {
            answer = asked(dns);
            answers.put(question, answer);
        }
        return (List<T>) answer.get();
    }

    private <T> Supplier<List<?>> asked(Supplier<List<T>> dns) {
        if (deadline.isOver()) {
            return refused("the time for this message is over");
        }
        if (answers.size() >= mostQuestions) {
            return refused("more than " + mostQuestions + " questions for one message");
        }
        try {
            List<T> answer = dns.get();
            return () -> answer;
        } catch (UncheckedIOException e) {
            return () -> {
                throw e;
            };
        }
    }

    private static Supplier<List<?>> refused(String why) {
        return () -> {
            throw new UncheckedIOException(new IOException(why));
        };
    }
}
