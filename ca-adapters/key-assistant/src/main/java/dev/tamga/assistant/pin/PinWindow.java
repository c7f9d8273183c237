package dev.tamga.assistant.pin;

import java.awt.GraphicsEnvironment;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import javax.swing.JDialog;
import javax.swing.JOptionPane;
import javax.swing.JPasswordField;
import javax.swing.SwingUtilities;
import javax.swing.Timer;

import dev.tamga.assistant.device.DeviceKey;
import dev.tamga.ca.Challenge;

/** The assistant's own window: one at a time, always on top, gone after two minutes. */
public final class PinWindow implements PinPrompt {
    private static final int PATIENCE_MILLISECONDS = 120_000;

    private final ReentrantLock oneAtATime = new ReentrantLock();

    private PinWindow() {}

    /** @throws IllegalStateException where no window can be shown */
    public static PinWindow open() {
        if (GraphicsEnvironment.isHeadless()) {
            throw new IllegalStateException("--pin is \"window\", but there is no display to show a window on; start"
                    + " the assistant in a desktop session, or use --pin page with origins on this computer only");
        }
        return new PinWindow();
    }

    @Override
    public Optional<char[]> ask(DeviceKey key, Challenge challenge, Map<String, String> shown) {
        // A second page must not stack its window over the first one.
        if (!oneAtATime.tryLock()) {
            return Optional.empty();
        }
        try {
            AtomicReference<char[]> pin = new AtomicReference<>();
            SwingUtilities.invokeAndWait(() -> pin.set(show(new PinText(key, challenge, shown))));
            return Optional.ofNullable(pin.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the PIN window failed", e.getCause());
        } finally {
            oneAtATime.unlock();
        }
    }

    private static char[] show(PinText text) {
        JPasswordField field = new JPasswordField(12);
        JOptionPane pane = new JOptionPane(
                new Object[] {text.lines(), field}, JOptionPane.PLAIN_MESSAGE, JOptionPane.OK_CANCEL_OPTION);
        JDialog dialog = pane.createDialog(text.title());
        dialog.setAlwaysOnTop(true);
        Timer patience = new Timer(PATIENCE_MILLISECONDS, event -> dialog.setVisible(false));
        patience.setRepeats(false);
        patience.start();
        dialog.setVisible(true);
        patience.stop();
        dialog.dispose();
        char[] pin = field.getPassword();
        if (Integer.valueOf(JOptionPane.OK_OPTION).equals(pane.getValue()) && pin.length > 0) {
            return pin;
        }
        Arrays.fill(pin, '\0');
        return null;
    }
}
